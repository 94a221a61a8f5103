-- Words to the letter.
select p.id, p.serial, p.name, p.form, p.ownership, p.state, l.name as location, p.price, p.currency,
       p.lab, p.certificate, o.number as promised_to
from (
    select * from pieces
    where store_id = '00000000-0000-7000-8000-000000000001' and state = 'here'
        and search like '%sapphire%' and search like '%halo%'
    order by created_at desc, id desc
    limit 50
) p
join locations l on l.id = p.location_id
left join reservations r on r.piece_id = p.id and r.ended_at is null
left join order_lines ol on ol.id = r.order_line_id
left join orders o on o.id = ol.order_id
order by p.created_at desc, p.id desc;
