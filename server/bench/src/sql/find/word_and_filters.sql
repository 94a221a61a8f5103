-- Stones by a word and filters, the largest first.
select p.id, p.serial, p.name, p.form, p.ownership, p.state, l.name as location, p.price, p.currency,
       p.lab, p.certificate, o.number as promised_to
from (
    select * from pieces
    where store_id = '00000000-0000-7000-8000-000000000001' and state = 'here'
        and form = 'stone' and search like '%vvs1%' and colour = 'D' and price <= 4000
    order by carat desc, id desc
    limit 50
) p
join locations l on l.id = p.location_id
left join reservations r on r.piece_id = p.id and r.ended_at is null
left join order_lines ol on ol.id = r.order_line_id
left join orders o on o.id = ol.order_id
order by p.carat desc, p.id desc;
