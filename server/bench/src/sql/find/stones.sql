-- Stones by what they are, the cheapest first.
select p.id, p.serial, p.name, p.form, p.ownership, p.state, l.name as location, p.price, p.currency,
       p.lab, p.certificate, o.number as promised_to
from (
    select * from pieces
    where store_id = '00000000-0000-7000-8000-000000000001' and state = 'here'
        and form = 'stone' and shape = 'round' and colour in ('E', 'F') and clarity in ('VS1', 'VS2')
        and carat between 1 and 1.5
        and not exists (select from reservations r where r.piece_id = pieces.id and r.ended_at is null)
    order by price, id
    limit 50
) p
join locations l on l.id = p.location_id
left join reservations r on r.piece_id = p.id and r.ended_at is null
left join order_lines ol on ol.id = r.order_line_id
left join orders o on o.id = ol.order_id
order by p.price, p.id;
